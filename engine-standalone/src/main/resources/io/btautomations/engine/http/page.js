"use strict";
// Keeps the page as the engine is: what changed is replaced, the rest stays as it is, focus and open lists included.
(() => {
  const PERIOD = 2000;
  const PATIENCE = 15000;
  const parts = (root) => new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  let shown = new Map([...parts(document)].map(([key, part]) => [key, part.innerHTML]));
  let busy = false;

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const now = parts(document);
    const next = parts(fresh);
    if ([...now.keys()].join("\n") !== [...next.keys()].join("\n")) {
      document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
    } else {
      for (const [key, part] of next) {
        if (shown.get(key) !== part.innerHTML) {
          replace(now.get(key), part);
        }
      }
    }
    document.title = fresh.title;
    shown = new Map([...next].map(([key, part]) => [key, part.innerHTML]));
  }

  function replace(old, part) {
    const focus = old.contains(document.activeElement) ? [...old.querySelectorAll("a,button,input")] : [];
    const index = focus.indexOf(document.activeElement);
    old.replaceChildren(...[...part.childNodes].map((node) => document.importNode(node, true)));
    if (index >= 0) {
      old.querySelectorAll("a,button,input")[index]?.focus();
    }
  }

  async function load(address, options) {
    const lost = document.getElementById("lost");
    try {
      const answer = await fetch(address, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      const text = await answer.text();
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) {
        throw new Error(text.trim() || answer.statusText);
      }
      show(text);
      lost.hidden = true;
      return answer;
    } catch (error) {
      lost.textContent = error instanceof TypeError || error.name === "TimeoutError"
        ? "The engine does not answer; what is shown may be old." : error.message;
      lost.hidden = false;
      return null;
    }
  }

  async function refresh() {
    if (!busy && !document.hidden) {
      await load(location.href, {});
    }
    setTimeout(refresh, PERIOD);
  }

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    const form = event.target;
    const button = event.submitter;
    const body = new URLSearchParams(new FormData(form));
    const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
    form.setAttribute("aria-busy", "true");
    const answer = await load(address, { method: "POST", body });
    form.removeAttribute("aria-busy");
    if (answer?.redirected) {
      history.replaceState(null, "", answer.url);
    }
    busy = false;
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !busy) {
      load(location.href, {});
    }
  });

  setTimeout(refresh, PERIOD);
})();
