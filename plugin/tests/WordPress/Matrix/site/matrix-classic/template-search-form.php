<?php

/* Template Name: search-form */

declare(strict_types=1);

get_header();
get_search_form();
get_footer();
