<?php

/**
 * Answers one connection in the protocol of Redis as its one argument says: JSON, from a command to the bytes of its
 * reply; `+OK` to all others. Says its address first, then each command that it got.
 */

declare(strict_types=1);

$replies = json_decode($argv[1] ?? '{}', true);
$server = stream_socket_server('tcp://127.0.0.1:0');
if ($server === false || !is_array($replies)) {
    exit(1);
}
echo stream_socket_get_name($server, false), "\n";
$client = stream_socket_accept($server, 10);
if ($client === false) {
    exit(1);
}
$greeting = $replies['GREETING'] ?? '';
fwrite($client, is_string($greeting) ? $greeting : '');
$kept = '';
while (preg_match('/^\*([0-9]+)/', (string) fgets($client), $match) === 1) {
    $words = [];
    for ($at = 0; $at < (int) $match[1]; $at++) {
        $length = (int) substr((string) fgets($client), 1);
        $words[] = substr((string) stream_get_contents($client, $length + 2), 0, $length);
    }
    $command = strtoupper($words[0] ?? '');
    $kept = $command === 'SET' ? $words[2] ?? '' : $kept;
    echo implode(' ', $words), "\n";
    $reply = $replies[$command] ?? ($command === 'GET' ? '$' . strlen($kept) . "\r\n{$kept}\r\n" : "+OK\r\n");
    if ($reply === 'HANG') {
        sleep(3);
        break;
    }
    fwrite($client, is_string($reply) ? $reply : '');
}
