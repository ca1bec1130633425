// Stands in the document. What loads before the first paint delays it, even where nothing waits for it: so what the document holds
// back comes when the shell can be seen. A tab that is behind others is not painted at all, and some browsers do not tell.
const painted = new Promise((done) => {
  if (document.hidden) done();
  else new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
  setTimeout(done, 400);
});
painted.then(() => document.head.append(document.getElementById('behind').content));
