"""What the tests stand on: the throw-away database, the browser, a real worker."""
