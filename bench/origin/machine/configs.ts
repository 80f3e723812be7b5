/** The configurations of nginx and PHP-FPM, as texts. Whatever is not said here is at the program's own default. */

/** A site as the web server sees it. */
export interface ServedSite {
  name: string;
  port: number;
  root: string;
  /** Lines of the server block in place of the usual ones. */
  rules?: string;
  /** A PHP file that runs before every script. */
  prepend?: string;
}

export interface Places {
  folder: string;
  socket: string;
}

/** More than one process, so that a site can call itself; no more than a small host has. */
const PHP_PROCESSES = 4;

/** Written out: a distribution's fastcgi_params may leave the port out of HTTP_HOST. */
const FASTCGI_PARAMS = `      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param SCRIPT_NAME $fastcgi_script_name;
      fastcgi_param REQUEST_URI $request_uri;
      fastcgi_param DOCUMENT_URI $document_uri;
      fastcgi_param DOCUMENT_ROOT $document_root;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param REQUEST_SCHEME $scheme;
      fastcgi_param HTTPS $https if_not_empty;
      fastcgi_param GATEWAY_INTERFACE CGI/1.1;
      fastcgi_param SERVER_SOFTWARE nginx/$nginx_version;
      fastcgi_param REMOTE_ADDR $remote_addr;
      fastcgi_param REMOTE_PORT $remote_port;
      fastcgi_param SERVER_ADDR $server_addr;
      fastcgi_param SERVER_PORT $server_port;
      fastcgi_param SERVER_NAME 127.0.0.1;
      fastcgi_param HTTP_HOST $host:$server_port;
      fastcgi_param REDIRECT_STATUS 200;`;

export function nginxConfig(places: Places, sites: readonly ServedSite[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${places.folder}/nginx-${name};`,
  );
  return `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1;
pid ${places.folder}/nginx.pid;
error_log ${places.folder}/nginx-errors.log;
daemon off;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  tcp_nopush on;
  server_tokens off;
${temporary.join('\n')}
${sites.map((site) => server(places, site)).join('\n')}
}
`;
}

function server(places: Places, site: ServedSite): string {
  const prepend =
    site.prepend === undefined ? '' : `fastcgi_param PHP_VALUE "auto_prepend_file=${site.prepend}";`;
  return `  server {
    listen 127.0.0.1:${site.port};
    root ${site.root};
    index index.php;
    ${site.rules ?? 'location / { try_files $uri $uri/ /index.php?$args; }'}
    location ~ \\.php$ {
${FASTCGI_PARAMS}
      ${prepend}
      fastcgi_pass unix:${places.socket};
    }
  }`;
}

export function fpmConfig(places: Places): string {
  const user = process.getuid?.() === 0 ? 'user = root\ngroup = root\nlisten.owner = root\n' : '';
  return `[global]
error_log = ${places.folder}/fpm-errors.log
daemonize = no
[bench]
${user}listen = ${places.socket}
listen.backlog = 511
pm = static
pm.max_children = ${PHP_PROCESSES}
php_admin_value[memory_limit] = 256M
php_admin_flag[display_errors] = off
php_admin_value[error_log] = ${places.folder}/php-errors.log
php_admin_flag[log_errors] = on
`;
}
