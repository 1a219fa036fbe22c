print grep({ $_ eq "--version" } @ARGV) ? "get_maintainer.pl 0\n" : "arm\@example.org\n";
