"""Reads a QR code from a picture of it, with another library than the one that draws it."""

import base64

from playwright.sync_api import Browser

from scripts.node_tools import ROOT

_READ = """async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const { width, height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
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
