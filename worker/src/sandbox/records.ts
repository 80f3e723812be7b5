/** Rows of the sandbox as the contract tells them, in SQL: an answer is read in the transaction that changed them. */

export const REQUEST_JSON = `json_object('id', r.id, 'site_id', r.site_id, 'plugin_id', r.plugin_id,
  'requested_by_agent', r.requested_by_agent, 'task_type', r.task_type, 'priority_base', r.priority_base,
  'estimated_minutes', r.estimated_minutes, 'earliest_start_at', r.earliest_start_at, 'context', json(r.context),
  'status', r.status, 'score', r.score, 'created_at', r.created_at)`;

export const ALLOCATION_JSON = `json_object('id', a.id, 'request_id', a.request_id, 'agent_id', a.agent_id,
  'sandbox_id', a.sandbox_id, 'status', a.status, 'start_at', a.start_at, 'end_at', a.end_at,
  'released_at', a.released_at, 'note', a.note)`;

export const CONFLICT_JSON = `json_object('id', c.id, 'site_id', c.site_id, 'request_id', c.request_id,
  'reported_by_agent', c.reported_by_agent, 'severity', c.severity, 'summary', c.summary, 'details', json(c.details),
  'status', c.status, 'created_at', c.created_at, 'resolved_by_agent', c.resolved_by_agent,
  'resolution_note', c.resolution_note, 'resolved_at', c.resolved_at)`;
