"""A headless Chromium over its debugging pipe, for tests of pages: what it shows, what it logs, and what it asks the network for."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections import deque
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    " --disable-extensions --disable-default-apps --mute-audio --disable-dev-shm-usage --hide-scrollbars --remote-debugging-pipe"
    " --disable-features=Translate,MediaRouter"
).split()
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}

PATIENCE = 120
_OWN = {"about:srcdoc", "about:blank"}


def binary():
    """The browser of this machine, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """One browser with one page. `events` are all messages of the page that were no answers: logs, requests, dialogs."""

    def __init__(self, path):
        self.profile = tempfile.mkdtemp(prefix="newsclean-chromium-")
        read_end, self._to = os.pipe()
        self._from, write_end = os.pipe()

        def plug():
            os.dup2(os.dup(read_end), 3)
            os.dup2(os.dup(write_end), 4)

        self._process = subprocess.Popen(  # noqa: S603 - the browser of this machine
            [path, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=plug,  # noqa: PLW1509 - between fork and exec it only copies two numbers
            close_fds=False,
            env={**os.environ, "HOME": self.profile},
        )
        os.close(read_end)
        os.close(write_end)
        self._number = 0
        self._rest = b""
        self._messages = deque()
        self._session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.call(f"{domain}.enable")

    def close(self):
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **params):
        """Send one command and return its result; what else arrives meanwhile goes to `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        while (answer := self._next()).get("id") != self._number:
            self._take(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def wait_for(self, method):
        """Read events until one of this name has arrived."""
        while True:
            event = self._next()
            self._take(event)
            if event.get("method") == method:
                return event

    def _next(self):
        while not self._messages:
            assert select.select([self._from], [], [], PATIENCE)[0], "the browser does not answer"
            part = os.read(self._from, 1 << 20)
            assert part, "the browser has gone"
            *whole, self._rest = (self._rest + part).split(b"\0")
            self._messages.extend(whole)
        return json.loads(self._messages.popleft())

    def _take(self, event):
        self.events.append(event)
        if event.get("method") == "Page.javascriptDialogOpening":
            # Not through `call`, which would wait for its answer within another wait.
            self._number += 1
            message = {
                "id": self._number,
                "method": "Page.handleJavaScriptDialog",
                "params": {"accept": False},
                "sessionId": self._session,
            }
            os.write(self._to, json.dumps(message).encode() + b"\0")

    def size(self, width, height, *, touch=False):
        """Give the page this size; `touch` as on a phone."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        self.call("Emulation.setTouchEmulationEnabled", enabled=touch)

    def prefer(self, **features):
        """Make media features of the reader, `prefers_color_scheme="dark"`."""
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": name.replace("_", "-"), "value": value} for name, value in features.items()],
        )

    def open(self, path, fragment=""):
        """Load the file and wait until it, and its frames, are there."""
        self.call("Page.navigate", url="about:blank")
        self.wait_for("Page.loadEventFired")
        self.events.clear()
        self.call("Page.navigate", url=f"{Path(path).as_uri()}#{fragment}")
        self.wait_for("Page.loadEventFired")
        self.settle()

    def settle(self):
        """Wait until all frames have loaded and been laid out."""
        self.run(
            "(async () => { const frames = [...document.querySelectorAll('iframe')]; let turns = 0;"
            " while (turns++ < 600 && frames.some((frame) => frame.contentDocument?.readyState !== 'complete' || !frame.contentDocument.body.className))"
            " await new Promise(requestAnimationFrame);"
            " await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); })()"
        )

    def inject(self, script):
        """Run a script before anything else in every page and frame from now on; its name, for `withdraw`."""
        return self.call("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]

    def withdraw(self, name):
        """Inject that script no longer."""
        self.call("Page.removeScriptToEvaluateOnNewDocument", identifier=name)

    def run(self, script):
        """The value of an expression of JavaScript in the page."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key, *, shift=False):
        """Press and release one key."""
        code = KEYS[key]
        facts = {
            "key": key,
            "code": "Space" if key == " " else key,
            "windowsVirtualKeyCode": code,
            "modifiers": 8 if shift else 0,
        }
        text = {"Enter": "\r", " ": " "}.get(key)
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **facts, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **facts)

    def point(self, x, y):
        """Move the pointer there."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.settle()

    def click(self, x, y):
        """Click there."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def tap(self, x, y):
        """Touch the screen there."""
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.settle()

    def picture(self):
        """What the page looks like, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def named(self, *methods):
        """The events of these names."""
        return [event for event in self.events if event.get("method") in methods]

    def requests(self):
        """The addresses that the page and its frames asked for, the page itself left out."""
        urls = [event["params"]["request"]["url"] for event in self.named("Network.requestWillBeSent")]
        return [url for url in urls[1:] if url not in _OWN]

    def fetched(self):
        """Those of the requests that no policy stopped; addresses that hold their data are none (a player's buttons are such)."""
        failed = self.named("Network.loadingFailed")
        stopped = {event["params"]["requestId"] for event in failed if event["params"].get("blockedReason") == "csp"}
        sent = self.named("Network.requestWillBeSent")[1:]
        urls = [event["params"]["request"]["url"] for event in sent if event["params"]["requestId"] not in stopped]
        return [url for url in urls if url not in _OWN and not url.startswith("data:")]

    def complaints(self):
        """What the browser, its policies and the page's scripts complain of."""
        return self.named("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled", "Audits.issueAdded")

    def dialogs(self):
        """The dialogs that were opened."""
        return self.named("Page.javascriptDialogOpening")
