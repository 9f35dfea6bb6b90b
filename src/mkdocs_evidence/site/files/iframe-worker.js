/* A browser starts no worker from file://, and the search is one: there, its script runs in a hidden
   frame. Loaded before the theme's own scripts, and only by a site that is opened without a server. */
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.inside = new Promise((done) => {
        frame.addEventListener("load", () => done(this.run(address, frame)), { once: true });
      });
      document.body.append(frame);
    }

    run(address, frame) {
      const inside = frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const script = inside.document.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      return new Promise((done) => {
        script.addEventListener("load", () => done(inside), { once: true });
        inside.document.body.append(script);
      });
    }

    async postMessage(data) {
      const inside = await this.inside;
      inside.dispatchEvent(new inside.MessageEvent("message", { data }));
    }
  };
}
