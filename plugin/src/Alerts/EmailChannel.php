<?php

/** Alerts by WordPress' own mail, as plain text. */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class EmailChannel implements Channel
{
    public function __construct(private readonly string $address) {}

    public function name(): string
    {
        return 'email';
    }

    public function send(Message $message): void
    {
        $type = apply_filters('wp_mail_content_type', 'text/plain');
        // A site that sends all its mail as HTML would show a part of a page as a page.
        $text = $type === 'text/plain' ? $message->text : '<pre>' . esc_html($message->text) . '</pre>';
        if (!wp_mail($this->address, $message->subject, $text)) {
            throw UnableToAlert::because(__('WordPress could not send the mail.', 'ai-wp-dynamic-cache'));
        }
    }
}
