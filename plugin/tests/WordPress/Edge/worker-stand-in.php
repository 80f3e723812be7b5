<?php

/**
 * A Worker for `php -S`: takes what a site sends, as the contract says, and writes down the bytes as they came in.
 * Environment: `STAND_IN_FILE`, one JSON object a line.
 */

declare(strict_types=1);

$body = (string) file_get_contents('php://input');
$server = array_filter($_SERVER, is_string(...));
$target = $server['REQUEST_URI'] ?? '';
$method = $server['REQUEST_METHOD'] ?? '';
$sent = ['method' => $method, 'target' => $target, 'headers' => getallheaders(), 'body' => $body];
file_put_contents((string) getenv('STAND_IN_FILE'), json_encode($sent) . "\n", FILE_APPEND | LOCK_EX);

$members = json_decode($body, true);
[$status, $answer] = match ("{$method} {$target}") {
    'POST /api/plugin/live/register' => [202, ['siteId' => 'site-7', 'status' => 'verifying']],
    'GET /api/plugin/live/register/site-7' => [200, ['status' => 'active', 'kid' => 'k-9', 'secret' => (string) getenv('STAND_IN_SECRET')]],
    'PUT /api/plugin/config' => [200, ['ok' => true, 'contract' => 1, 'revision' => is_array($members) ? $members['revision'] ?? null : null]],
    'POST /api/cache/purge' => [200, ['ok' => true, 'epoch' => str_repeat('e', 32), 'seq' => 1]],
    'DELETE /api/plugin/site' => [200, ['ok' => true]],
    default => [404, ['ok' => false, 'error' => 'not_found']],
};
http_response_code($status);
header('Content-Type: application/json');
echo json_encode($answer);
