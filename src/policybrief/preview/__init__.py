"""The preview: a brief in the browser while it is written, its web page and its PDF side by side.

Two processes. The desk sees what is saved, lets children make pages of it and takes what they made; it has one thread,
so that a fork of it is a child that has everything loaded. The server has a thread for every line of a browser, and
never makes anything. Between them runs one pipe: down it goes what is to be shown, up come the names of what somebody
looks at. Nothing is written anywhere.

    watch    what has been saved, once it is still
    hand     a child that makes the web pages
    desk     what is to be made anew, in what order, and what became of it
    server   what is to be shown, to a browser on this machine alone
    pages/   what the browser makes of it
"""
