"""Parts give the file back, a folder becomes a corpus, a curve becomes a picture."""

import context  # noqa: F401

import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

from inkling_train.folder import collect
from inkling_train.parts import join, split
from inkling_train.picture import svg
from test_shaping import TEXT


class Parts(unittest.TestCase):
    def test_round_trip(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source = folder / "latest.pt"
            source.write_bytes(bytes(range(256)) * 11)
            parts = split(source, folder / "parts", 1000)
            self.assertEqual([part.stat().st_size for part in parts], [1000, 1000, 816])
            join(folder / "parts" / "latest.pt", folder / "back")
            self.assertEqual((folder / "back").read_bytes(), source.read_bytes())

    def test_a_damaged_part_is_noticed(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "a").write_bytes(b"x" * 50)
            split(folder / "a", folder / "parts", 20)
            (folder / "parts" / "a.001").write_bytes(b"y" * 20)
            with self.assertRaises(ValueError):
                join(folder / "parts" / "a", folder / "back")
            self.assertFalse((folder / "back").exists())


class Folder(unittest.TestCase):
    def test_a_folder_becomes_rows_without_foreign_code_and_copies(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path in ("src/a.ts", "src/copy.ts", "node_modules/x/b.ts"):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(TEXT if "b.ts" not in path else TEXT.replace("Box", "Crate") + "x();\n" * 50)
            rows = collect(folder)
        self.assertEqual({key: [row["f"] for row in files] for key, files in rows.items()}, {("train", "typescript"): ["src/a.ts"]})


class Picture(unittest.TestCase):
    def test_the_line_goes_down_when_the_loss_does(self):
        picture = ElementTree.fromstring(svg([(1.0, 5.0), (2.0, 4.0), (4.0, 3.5)], "held out"))
        line = picture.find("{http://www.w3.org/2000/svg}polyline")
        points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        self.assertEqual(len(points), 3)
        self.assertEqual(points, sorted(points, key=lambda point: (point[0], point[1])))
        self.assertLess(points[0][1], points[2][1])


if __name__ == "__main__":
    unittest.main()
