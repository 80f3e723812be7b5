/** The password of an origin whose web server asks for one (RFC 7617, UTF-8): said where nobody else says one. */
export function withPassword(headers: Headers, basicAuth: string | undefined): Headers {
  if (basicAuth !== undefined && !headers.has('Authorization')) {
    const bytes = new TextEncoder().encode(basicAuth);
    headers.set('Authorization', `Basic ${btoa(String.fromCharCode(...bytes))}`);
  }
  return headers;
}
