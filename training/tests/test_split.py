"""Package lists, licences and hold-outs."""

import context  # noqa: F401

import json
import unittest

from inkling_train.corpus import Holdout
from inkling_train.licences import Licence, is_permissive, parse_dep5
from inkling_train.packages import all_packages, parse_list
from inkling_train.paths import TRAINING

DEP5 = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: 2020 A
License: Expat

Files: extra/slow/*
       one.py
Copyright: 2020 B
License: LGPL-2.1+
 Some text.

Files: both/*
License: GPL-2+ or BSD-3-clause

Files: debian/*
License: GPL-3+
"""


class Packages(unittest.TestCase):
    def test_every_package_is_pinned_and_there_are_at_most_eighty(self):
        packages = all_packages()
        self.assertLessEqual(len(packages), 80)
        self.assertEqual(len({package.id for package in packages}), len(packages))
        self.assertTrue(all(package.version for package in packages))

    def test_specs_are_what_the_clients_take(self):
        (scoped,) = parse_list("@acme/shop@1.2.3  # a comment\n\n", "npm")
        self.assertEqual((scoped.name, scoped.version, scoped.spec, scoped.id), ("@acme/shop", "1.2.3", "@acme/shop@1.2.3", "npm_@acme+shop"))
        (deb,) = parse_list("python3-x=3:1.0-2+deb12u1", "deb")
        self.assertEqual((deb.spec, deb.version), ("python3-x=3:1.0-2+deb12u1", "3:1.0-2+deb12u1"))

    def test_a_line_without_a_version_is_refused(self):
        for line, kind in (("zod", "npm"), ("@acme/shop", "npm"), ("flask", "deb")):
            with self.assertRaises(ValueError):
                parse_list(line, kind)


class Licences(unittest.TestCase):
    def test_permissive(self):
        for name in ("MIT", "(MIT OR GPL-3.0)", "Apache-2.0", "BSD-3-clause", "GPL-2+ or Expat", "MIT AND ISC"):
            self.assertTrue(is_permissive(name), name)

    def test_not_permissive(self):
        for name in ("GPL-2.0", "LGPL-3.0", "MPL-2.0", "MIT AND GPL-2.0", "CC-BY-SA-4.0", "UNLICENSED", "unknown", "BUSL-1.1"):
            self.assertFalse(is_permissive(name), name)

    def test_foreign_sub_trees_of_a_debian_package(self):
        licence = parse_dep5(DEP5)
        self.assertEqual(licence, Licence("Expat", True, ("extra/slow/*", "one.py")))
        self.assertTrue(licence.covers("lib/fast.py"))
        self.assertTrue(licence.covers("both/x.py"))
        self.assertFalse(licence.covers("pkg/extra/slow/a/b.py"))
        self.assertFalse(licence.covers("one.py"))

    def test_an_unreadable_copyright_file_counts_as_unknown(self):
        self.assertFalse(parse_dep5("This is free software.").permissive)


class Holdouts(unittest.TestCase):
    def test_held_out_packages_are_in_the_lists(self):
        known = {package.id for package in all_packages()}
        content = json.loads((TRAINING / "holdout.json").read_text())
        self.assertLessEqual(set(content["packages"]), known)
        self.assertLessEqual({package for package, _ in content["subtrees"]}, known)

    def test_whole_packages_and_sub_trees_are_held(self):
        holdout = Holdout()
        self.assertTrue(holdout.holds("npm_typeorm", "src/anything.ts"))
        self.assertTrue(holdout.holds("deb_golang-1.19-src", "src/net/http/server.go"))
        self.assertFalse(holdout.holds("deb_golang-1.19-src", "src/net/dial.go"))
        self.assertFalse(holdout.holds("npm_zod", "src/index.ts"))


if __name__ == "__main__":
    unittest.main()
