// A page that was renamed leads on to its new address, and to the same claim there.
(() => {
  const moved = document.querySelector('meta[name="evidence-moved-to"]');
  const target = moved && new URL(moved.content + location.hash, location);
  if (target && target.origin === location.origin) location.replace(target);
})();
