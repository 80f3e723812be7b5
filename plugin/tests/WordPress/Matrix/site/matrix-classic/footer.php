<?php

declare(strict_types=1);

wp_footer(); ?>
</body>
</html>
