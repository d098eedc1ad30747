"""Reads a QR code from a picture of it, with another library than the one that draws it."""

import base64

from playwright.sync_api import Browser

from scripts.node_tools import ROOT

_READ = """async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  return jsQR(data, width, height)?.data ?? null;
}"""


def read_qr(browser: Browser, png: bytes) -> str | None:
    """What the code says; None when none is found in the picture."""
    page = browser.new_page()
    try:
        page.add_script_tag(path=ROOT / "node_modules" / "jsqr" / "dist" / "jsQR.js")
        text: str | None = page.evaluate(_READ, "data:image/png;base64," + base64.b64encode(png).decode())
        return text
    finally:
        page.close()
