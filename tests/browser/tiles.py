"""A tile service of our own, as an intranet has one: a style file, tiles of one colour, and a note of what was asked
for."""

import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

COLOUR = (250, 120, 250)


class Tiles:
    """The service; `asked` are the paths requested so far, `style` is the address of its style file."""

    def __init__(self) -> None:
        asked = self.asked = []
        picture = io.BytesIO()
        Image.new("RGB", (256, 256), COLOUR).save(picture, "PNG")

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                address = f"http://localhost:{self.server.server_port}"
                source = {"type": "raster", "tiles": [f"{address}/{{z}}/{{x}}/{{y}}.png"], "tileSize": 256}
                style = {
                    "version": 8,
                    "sources": {"base": source},
                    "layers": [{"id": "base", "type": "raster", "source": "base"}],
                }
                body = json.dumps(style).encode() if self.path == "/style.json" else picture.getvalue()
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Type", "application/json" if self.path == "/style.json" else "image/png")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.style = f"http://localhost:{self._server.server_port}/style.json"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
