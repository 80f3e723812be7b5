<?php

/** A Redis that speaks TLS with a certificate of its own authority, and lets in one user who may do no more than the store does. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisServer;
use DynamicCache\Tests\Store\TemporaryFolder;

final class Encrypted
{
    public readonly RealRedis $redis;

    private readonly TemporaryFolder $folder;

    public function __construct()
    {
        $this->folder = new TemporaryFolder();
        $authority = $this->certificate('authority', null);
        $this->certificate('server', $authority);
        $file = fn(string $name): string => "{$this->folder->path}/{$name}.pem";
        $this->redis = new RealRedis(
            [
                '--tls-port', '%PORT%', '--tls-cert-file', $file('server'), '--tls-key-file', $file('server-key'),
                '--tls-ca-cert-file', $file('authority'), '--tls-auth-clients', 'no',
                '--user', 'default', 'off', '--user', 'operator', 'on', '>operator', '~*', '&*', '+@all',
                '--user', 'pages', 'on', '>secret', '~{test*', ...array_map(static fn(string $command): string => "+{$command}", RedisKeys::COMMANDS),
            ],
            $this->as('operator', 'operator', 0),
        );
    }

    public function server(string $user = 'pages', string $password = 'secret', bool $isTrusted = true): RedisServer
    {
        return $this->as($user, $password, $this->redis->port, $isTrusted);
    }

    private function as(string $user, string $password, int $port, bool $isTrusted = true): RedisServer
    {
        $authorities = $isTrusted ? "{$this->folder->path}/authority.pem" : '';

        return new RedisServer('127.0.0.1', $port, true, $user, $password, 'test', false, $authorities, RealRedis::library());
    }

    public function stop(): void
    {
        $this->redis->stop();
        $this->folder->delete();
    }

    /**
     * @param array{\OpenSSLCertificate, \OpenSSLAsymmetricKey}|null $issuer null = itself
     *
     * @return array{\OpenSSLCertificate, \OpenSSLAsymmetricKey}
     */
    private function certificate(string $name, ?array $issuer): array
    {
        $config = "{$this->folder->path}/openssl.cnf";
        file_put_contents($config, "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=CA:TRUE\n[host]\nsubjectAltName=IP:127.0.0.1\n");
        $options = ['config' => $config, 'private_key_bits' => 2048, 'private_key_type' => OPENSSL_KEYTYPE_RSA, 'digest_alg' => 'sha256', 'x509_extensions' => $issuer === null ? 'ca' : 'host'];
        $key = openssl_pkey_new($options);
        $request = $key === false ? false : openssl_csr_new(['commonName' => $name], $key, $options);
        if ($key === false || !$request instanceof \OpenSSLCertificateSigningRequest) {
            throw new \RuntimeException('There is no request for a certificate.');
        }
        $certificate = openssl_csr_sign($request, $issuer[0] ?? null, $issuer[1] ?? $key, 2, $options, random_int(1, PHP_INT_MAX));
        if ($certificate === false) {
            throw new \RuntimeException('There is no certificate.');
        }
        openssl_x509_export_to_file($certificate, "{$this->folder->path}/{$name}.pem");
        openssl_pkey_export_to_file($key, "{$this->folder->path}/{$name}-key.pem", null, $options);

        return [$certificate, $key];
    }
}
