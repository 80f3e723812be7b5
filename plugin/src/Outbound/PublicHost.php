<?php

/**
 * Which hosts may be asked because somebody has put them into a form: the address of a Worker, or of a webhook, is the
 * owner's own setting, but on a shared network an owner of one site is not the owner of the machines beside it. Only
 * addresses that the whole world can ask are asked, each name is looked up once, and the request goes to what was looked
 * up and checked (PinnedAddress).
 */

declare(strict_types=1);

namespace DynamicCache\Outbound;

final class PublicHost
{
    /** 6to4 and Teredo: public ranges of IPv6 that lead back to an IPv4 address of any kind. */
    private const TRANSLATED = ['2002:', '2001:0:', '2001::'];

    /** @param \Closure(string): list<string> $resolve every IPv4 and IPv6 address of a name */
    public function __construct(private readonly \Closure $resolve) {}

    public static function of_dns(): self
    {
        return new self(self::look_up(...));
    }

    /**
     * The addresses of a host, when all of them are public; else none.
     *
     * @return list<string>
     */
    public function addresses(string $host): array
    {
        $name = rtrim(strtolower($host), '.');
        // A name that ends in a digit is an address in one of its odd spellings, which libcurl would understand.
        $isOdd = preg_match('/(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/D', $name) === 1 && filter_var($name, FILTER_VALIDATE_IP) === false;
        if ($isOdd || $name === '') {
            return [];
        }
        $addresses = filter_var($name, FILTER_VALIDATE_IP) === false ? ($this->resolve)($name) : [$name];
        $public = array_filter($addresses, self::is_public(...));

        return count($public) === count($addresses) ? $addresses : [];
    }

    public static function is_public(string $address): bool
    {
        $packed = @inet_pton($address);
        if ($packed === false) {
            return false;
        }
        $spelled = (string) inet_ntop($packed);
        foreach (self::TRANSLATED as $prefix) {
            if (str_starts_with($spelled, $prefix)) {
                return false;
            }
        }
        $long = strlen($packed) === 4 ? ip2long($spelled) : false;
        // 100.64.0.0/10 (RFC 6598), 192.0.0.0/24 (RFC 6890), 198.18.0.0/15 (RFC 2544), multicast from 224.0.0.0 on.
        $isSpecial = $long !== false && (
            ($long & 0xFFC00000) === 0x64400000
            || ($long & 0xFFFFFF00) === 0xC0000000
            || ($long & 0xFFFE0000) === 0xC6120000
            || $long >= 0xE0000000
        );

        return !$isSpecial && filter_var($spelled, FILTER_VALIDATE_IP, FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE) !== false
            && ($long !== false || (ord($packed[0]) & 0xE0) === 0x20);
    }

    /** @return list<string> */
    private static function look_up(string $name): array
    {
        $addresses = [];
        $records = @dns_get_record($name, DNS_A | DNS_AAAA);
        foreach ($records === false ? [] : $records as $record) {
            $address = $record['ip'] ?? $record['ipv6'] ?? null;
            if (is_string($address)) {
                $addresses[] = $address;
            }
        }
        // The hosts file has its say as well.
        $four = $addresses === [] ? gethostbynamel($name) : false;

        return $four === false ? $addresses : $four;
    }
}
