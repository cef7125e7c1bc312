document.querySelector('button').addEventListener('click', () => {
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.querySelector('p').textContent = `pressed at ${innerWidth}, ${scheme}`;
});
