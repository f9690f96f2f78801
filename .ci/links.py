#!/usr/bin/env python3
"""Checks that no link inside a published folder is broken, by other code than the generator's own.

    links.py FOLDER BASE_PATH

Every href, src and srcset of every page that begins with the base path must lead to a file, and a fragment to an id there.
"""
import os
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.twice, self.headings = [], set(), [], 0
        with open(path, encoding='utf-8') as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        self.headings += tag == 'h1'
        for name, value in attributes:
            if name in ('href', 'src') and value is not None:
                self.links.append((value, self.getpos()[0], dict(attributes).get('rel', '')))
            elif name == 'srcset':
                self.links += [(part.split()[0], self.getpos()[0], '') for part in value.split(',')]
            elif name == 'id':
                if value in self.ids:
                    self.twice.append(value)
                self.ids.add(value)


def main():
    folder, base = sys.argv[1], sys.argv[2]
    pages = {}
    for at, _, names in os.walk(folder):
        for name in names:
            if name.endswith('.html'):
                path = os.path.relpath(os.path.join(at, name), folder).replace(os.sep, '/')
                pages[path] = Page(os.path.join(at, name))
    broken, checked = [], 0
    for path, page in sorted(pages.items()):
        address = base + (path[:-len('index.html')] if path.endswith('index.html') else path)
        if page.twice:
            broken.append(f'{path}: the ids {page.twice} stand twice')
        for link, line, rel in page.links:
            if rel in ('canonical', 'alternate') and urlsplit(link).scheme:
                link = urlsplit(link).path
            if urlsplit(link).scheme or link.startswith('//'):
                continue
            target = urlsplit(urljoin('http://site' + address, link))
            checked += 1
            if not target.path.startswith(base):
                broken.append(f'{path}:{line}: {link} leaves the base path')
                continue
            file = unquote(target.path[len(base):])
            if file == '' or file.endswith('/'):
                file += 'index.html'
            if not os.path.isfile(os.path.join(folder, file)):
                broken.append(f'{path}:{line}: {link} leads nowhere')
            elif target.fragment and file in pages and unquote(target.fragment) not in pages[file].ids:
                broken.append(f'{path}:{line}: {link} has no such id')
    # A redirect page has no heading; every other page has one of the first level.
    for path, page in sorted(pages.items()):
        if page.headings > 1:
            broken.append(f'{path}: {page.headings} first-level headings')
    print(f'{len(pages)} pages, {checked} links, {len(broken)} broken')
    for line in broken:
        print(line)
    sys.exit(1 if broken else 0)


if __name__ == '__main__':
    main()
