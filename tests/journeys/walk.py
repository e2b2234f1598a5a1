"""How these stories look at a page: what axe finds, what lies outside the window, what the browser complains of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA and best practice. Without preloading axe asks the server for nothing.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "selectors": False,
    "preload": False,
}
# Only what is wrong leaves the page: all that axe looked at costs more to hand over than to find.
_AXE_FOUND = """async rules => (await axe.run(document, rules)).violations.map(
    item => `${item.id}: ${JSON.stringify(item.nodes.slice(0, 3).map(node => node.html.slice(0, 160)))}`
)"""
PHONE_WIDTH, DESK_WIDTH = 360, 1280


@cache
def _axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run npm ci")
    return AXE.read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """What axe finds on this page as it is now, and whether the reader must scroll sideways. Empty: nothing."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"(() => {{ {_axe()} }})()")
    found: list[str] = page.evaluate(_AXE_FOUND, RULES)
    return found + too_wide(page)


def axe_in_every_page(context: BrowserContext) -> None:
    """Bring axe along with each page of this context: the browser reads it once, and not half a megabyte each time."""
    context.add_init_script(_axe())


def too_wide(page: Page) -> list[str]:
    """Whether the reader must scroll sideways."""
    page.wait_for_load_state()  # of a page that has only just come there is nothing to measure yet
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{width} pixels wide in a window of {window}"] if width > window else []


def squeezed(page: Page) -> list[str]:
    """Lines of text that got so little room that a word stands on its end, a letter or two a line."""
    found: list[str] = page.evaluate(_SQUEEZED)
    return [f"a letter or two a line: {text}" for text in found]


BOTH = (DESK_WIDTH, PHONE_WIDTH)


def barriers_at_both_widths(page: Page, axe_at: tuple[int, ...] = BOTH, *, widths: tuple[int, ...] = BOTH) -> list[str]:
    """The same on a telephone and on a wide screen; with `axe_at` axe looks at one of them, and both must fit."""
    wrong = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found = (barriers(page) if width in axe_at else too_wide(page)) + squeezed(page)
        wrong += [f"at {width}: {line}" for line in found]
    return wrong


def post_by_hand(page: Page, address: str, fields: dict[str, str]) -> APIResponse:
    """What somebody sends straight to an address, with the session of this page and a token that is right."""
    page.goto("/taal/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    return page.request.post(
        address, form={"csrfmiddlewaretoken": token, **fields}, headers={"Referer": page.url}, max_redirects=0
    )


def make_a_passkey(page: Page) -> None:
    """Give this browser a device that holds passkeys, and make one on the page for it, as somebody signed in would."""
    holds_passkeys(page)
    page.goto("/mijn/tweede-slot/passkey/")
    page.locator("[name=name]").fill("Mijn telefoon")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/passkey/"))


def holds_passkeys(page: Page) -> None:
    """A finger that is always on the reader (WebAuthn virtual authenticator)."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@dataclass
class Complaints:
    """Everything that a browser says against us: errors of scripts, what is missing, what the policy stops."""

    said: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Hear every page of this browser, from its first line on."""
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            "e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
        )
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(str(error.error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        # A page that refuses is answered with 403, and the browser says so: that is its status, no fault.
        page = message.page
        own = page is not None and message.location.get("url", "").split("#")[0] == page.url.split("#")[0]
        if own and "the server responded with a status of 4" in message.text:
            return
        where = message.location.get("url", "")
        self.said.append(f"{message.type} on {page.url if page else '?'}: {message.text} ({where})")


@dataclass
class Keys:
    """Somebody who has no mouse: Tab, Shift+Tab, Enter, the space bar and the arrows."""

    page: Page
    pressed: int = 0
    unseen: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.pressed += 1

    def to(self, words: str, *, at_most: int = 120) -> None:
        """Tab until what is focused is called this; fails when it is never reached. Notes any focus one cannot see."""
        met = []
        for _step in range(at_most):
            self.press("Tab")
            now = self.page.evaluate(_FOCUSED)
            if now["name"] and not now["seen"]:
                self.unseen.append(now["name"])
            met.append(now["name"])
            if words.lower() in now["name"].lower():
                return
        raise AssertionError(f"The keyboard does not reach “{words}”. It met: {met}")

    def write(self, label: str, text: str) -> None:
        """Go to a box and type in it."""
        self.to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def day(self, label: str) -> None:
        """Go to a box for a date and type 1 January 2026: day and month may come in either order."""
        self.to(label)
        for digit in "01012026":
            self.press(digit)

    def choose(self, label: str) -> None:
        """Go to a group of radio buttons and press the arrow down until this one is chosen, or tick this box."""
        wanted = label.lower()
        for _step in range(120):
            self.press("Tab")
            now = self.page.evaluate(_FOCUSED)
            if now["kind"] in {"radio", "checkbox"} and wanted in now["name"].lower():
                self.press("Space")
                return
            if now["kind"] == "radio" and wanted in now["group"].lower():
                for _arrow in range(20):
                    self.press("ArrowDown")
                    if wanted in self.page.evaluate(_FOCUSED)["name"].lower():
                        return
        raise AssertionError(f"The keyboard cannot choose “{label}”.")

    def follow(self, words: str) -> None:
        """Go to a link or button and press Enter; gives the next page."""
        self.to(words)
        with self.page.expect_navigation():
            self.press("Enter")


_SQUEEZED = """() => {
  const lines = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size;
  };
  return [...document.querySelectorAll("main :is(p, dt, th, h1, h2, h3, h4)")]
    .filter((one) => lines(one) > 6 && one.innerText.trim().length < 4 * lines(one))
    .map((one) => one.innerText.trim().slice(0, 60));
}"""
# The name, the kind, the names of a radio button's group, and whether one sees where the focus is: an outline or a
# shadow that is not there without focus, inside the window, and not under something else.
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return {name: "", kind: "", group: "", seen: true};
  const labels = (one) => [...(one.labels || [])].map((label) => label.innerText).join(" ");
  const name = at.getAttribute("aria-label") || labels(at) || at.innerText || at.value || at.id;
  const same = at.type === "radio" && at.form ? [...at.form.elements].filter((one) => one.name === at.name) : [];
  let shown = at;
  if (["radio", "checkbox"].includes(at.type) && getComputedStyle(at).opacity === "0") shown = at.labels[0];
  const style = getComputedStyle(shown);
  const ringed = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  const box = shown.getBoundingClientRect();
  // The calendar in a date box is a button of the browser's own, and so is the ring around it.
  const own = at.type === "date" && !at.matches(":focus-visible");
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    name: name.trim(), kind: at.type || at.tagName, group: same.map(labels).join(" | "),
    seen: own || (ringed && (inside || !box.height)),
  };
}"""
