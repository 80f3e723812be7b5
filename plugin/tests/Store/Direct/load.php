<?php

/** The classes of direct mode that need no WordPress; they are not part of the engine, whose list the bootstrap loads. */

declare(strict_types=1);

(static function (): void {
    $source = dirname(__DIR__, 3) . '/src/Direct/';
    foreach (['Hindrance', 'LinkName', 'Candidate', 'TreeLine', 'TreeState', 'TreeIndex', 'TreeFolder', 'Following', 'Linking', 'Renewal', 'LinkTree', 'Site', 'VisitorRules', 'Answer', 'Windows', 'NginxRules', 'ApacheRules', 'HtaccessText', 'Placing', 'StoredPages'] as $name) {
        require_once "{$source}{$name}.php";
    }
})();
