"""./stoep picture: the screenshot in the README, made of the demonstration by the project itself."""

from __future__ import annotations

import json
import subprocess
import time
from urllib.request import urlopen

from commands import browser, demo
from commands.ground import PYTHON, ROOT, environment, require_port
from commands.install import prepare
from commands.telling import Trouble, step

PORT = 8019
PAGE = f"http://127.0.0.1:{PORT}/wijk/de-meerpaal/"
TARGET = ROOT / "docs" / "images" / "wijk.png"
TAKE = """
import json, sys
from playwright.sync_api import sync_playwright
page_address, target, launch = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with sync_playwright() as play:
    chromium = play.chromium.launch(**launch)
    page = chromium.new_page(viewport={"width": 1280, "height": 1500}, locale="nl-NL")
    page.goto(page_address)
    page.screenshot(path=target)
    chromium.close()
"""


def picture(_arguments: list[str]) -> int:
    """Fill the demonstration if needed, serve it for a moment, and take a picture of its first neighbourhood."""
    prepare("test")
    demo.fill_if_needed()
    require_port(PORT)
    launch = browser.launch_arguments()
    if launch is None:
        raise Trouble("There is no Chromium here to take a picture with. Install one, and try again.")
    env = environment(**demo.SETTINGS, **browser.driver_environment())
    server = subprocess.Popen(
        [str(PYTHON), "-m", "gunicorn", "stoep.web.wsgi", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error"],
        env=env,
    )
    try:
        with step("the server"):
            _wait()
        with step(str(TARGET.relative_to(ROOT))):
            TARGET.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([str(PYTHON), "-c", TAKE, PAGE, str(TARGET), json.dumps(launch)], env=env, check=True)
    finally:
        server.terminate()
        server.wait(20)
    return 0


def _wait() -> None:
    """Until the page answers, at most thirty seconds."""
    for _try in range(60):
        try:
            with urlopen(PAGE, timeout=5):
                return
        except OSError:  # refused while it starts, or slow to answer the first time
            time.sleep(0.5)
    raise Trouble("The demonstration did not answer within thirty seconds.")
