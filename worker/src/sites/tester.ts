/** A tester as the signature middleware needs it. */
export interface Tester {
  pluginId: string;
  siteId: string;
  secret: string;
  capabilityToken: string;
}
