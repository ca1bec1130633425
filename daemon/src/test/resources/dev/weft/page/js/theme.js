document.title = 'dark';
