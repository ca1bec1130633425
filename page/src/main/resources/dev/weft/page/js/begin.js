// Stands in the document. What loads before the first paint delays it, even where nothing waits for it: so what the document holds
// back comes when the shell can be seen. A tab that is behind others is not painted at all, and some browsers do not tell.
const painted = new Promise((done) => {
  if (document.hidden) done();
  else new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
  setTimeout(done, 400);
});
painted.then(() => {
  const behind = document.getElementById('behind').content;
  // One that does not come is taken away, so that nothing waits for it: a plain page can still say what is wrong. By the standard it
  // would look like one that is on its way; Chromium tells them apart.
  for (const sheet of behind.querySelectorAll('[rel=stylesheet]')) sheet.addEventListener('error', () => sheet.remove());
  document.head.append(behind);
});
