// Runs before the first paint, so that a chosen theme never flashes; a classic script for that reason.
(() => {
  try {
    const theme = localStorage.getItem('weft.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // storage is switched off: the system's theme it is
  }
})();
