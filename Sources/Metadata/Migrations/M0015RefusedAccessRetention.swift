extension Migration {
    /// Lets the removal of old counts of refused requests go by their index: compared as `numeric`, the hour of every
    /// row was looked at.
    static let refusedAccessRetention = Migration(
        name: "0015_refused_access_retention",
        sql: """
            CREATE OR REPLACE FUNCTION remove_audit_events(moment timestamptz, most bigint) RETURNS bigint
            LANGUAGE plpgsql SET matchbot.audit_retention = 'on' AS $$
            DECLARE
                removed bigint;
                latest timestamptz := least(moment, now() - interval '30 days');
            BEGIN
                DELETE FROM refused_accesses WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM refused_accesses
                    WHERE hour < floor(extract(epoch FROM latest) / 3600)::bigint ORDER BY hour LIMIT most));
                DELETE FROM audit_events
                WHERE id IN (SELECT id FROM audit_events ORDER BY id LIMIT most) AND occurred_at < latest;
                GET DIAGNOSTICS removed = ROW_COUNT;
                RETURN removed;
            END
            $$;
            """)
}
