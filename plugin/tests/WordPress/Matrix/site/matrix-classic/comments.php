<?php

declare(strict_types=1);

comments_number();
wp_list_comments();
comment_form();
