<?php

/** A server for one request: says its address, gives the answer from standard input, says what it received. */

declare(strict_types=1);

$answer = (string) stream_get_contents(STDIN);
$server = stream_socket_server('tcp://127.0.0.1:0');
if ($server === false) {
    exit(1);
}
echo stream_socket_get_name($server, false), "\n";
$client = stream_socket_accept($server, 10);
if ($client === false) {
    exit(1);
}
stream_set_timeout($client, 5);
$request = '';
do {
    $request .= fread($client, 65_536);
    $end = strpos($request, "\r\n\r\n");
    $length = preg_match('/^content-length: *([0-9]+)/mi', $request, $match) === 1 ? (int) $match[1] : 0;
} while (!feof($client) && ($end === false || strlen($request) < $end + 4 + $length));
for ($at = 0; $at < strlen($answer); $at += $written) {
    $written = @fwrite($client, substr($answer, $at, 65_536));
    if ($written === false || $written === 0) {
        break;
    }
}
fclose($client);
echo $request;
