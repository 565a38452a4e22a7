// Before anything is painted: dark or light, where somebody chose; otherwise css/tokens.css follows the system.
try {
  const chosen = localStorage.getItem("tintype.theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch { /* a browser without storage follows the system */ }
