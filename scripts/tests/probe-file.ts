/** What `wp dynamic-cache benchmark probe` prints of a host. */
export const PROBE = {
  origin_cpu_pct: 20,
  origin_query_count: 30,
  purge_mttr_ms: 100,
  gates: {
    digest_mismatch: false,
    personalized_cache_leak: false,
    purge_within_window: true,
    cache_key_collision: false,
  },
};
