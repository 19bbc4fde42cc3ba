// What the theme leaves out for those who use a keyboard or have pages read to them.
document.addEventListener("DOMContentLoaded", () => {
  for (const wide of document.querySelectorAll("pre, .table-wrapper")) wide.tabIndex = 0;
  for (const caption of document.querySelectorAll(".caption[role=heading]")) caption.setAttribute("aria-level", "2");
  for (const [drawer, name] of [["sidebar", "Documents"], ["toc", "On this page"]])
    document.querySelector(`.${drawer}-drawer`)?.setAttribute("aria-label", name);
});
