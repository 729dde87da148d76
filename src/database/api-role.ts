import type { DataSource } from 'typeorm';
import { quoted } from './backup/catalogue.js';
import { DatabaseUnusableError } from './database-unusable.error.js';
import { SCHEMA } from './own-schema.js';

/**
 * Lets a role that owns nothing serve: it reads and writes rows, but makes and changes no table; of security events it
 * adds to them only (OWASP ASVS v5.0.0-13.2.2 and -16.4.2).
 *
 * @throws DatabaseUnusableError for a role that is not there, or that these tables belong to.
 */
export async function grantToApi(dataSource: DataSource, role: string): Promise<void> {
  const [found] = await dataSource.query<{ isOwner: boolean }[]>(
    `SELECT rolsuper OR pg_has_role(oid, (SELECT nspowner FROM pg_namespace WHERE nspname = $2), 'MEMBER') AS "isOwner"
     FROM pg_roles WHERE rolname = $1`,
    [role, SCHEMA],
  );
  if (!found || found.isOwner) {
    throw new DatabaseUnusableError(
      found
        ? `The role "${role}" owns the tables, or may do all that their owner may: name another one`
        : `The database has no role "${role}": run CREATE ROLE with its name, LOGIN and PASSWORD`,
    );
  }
  await dataSource.transaction(async (manager) => {
    for (const change of [
      `GRANT USAGE ON SCHEMA ${SCHEMA} TO`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO`,
      `GRANT EXECUTE ON FUNCTION ${SCHEMA}.expire_security_events TO`,
      `REVOKE UPDATE, DELETE ON ${SCHEMA}.security_events FROM`,
      `REVOKE INSERT, UPDATE, DELETE ON ${SCHEMA}.migrations FROM`,
    ]) {
      await manager.query(`${change} ${quoted(role)}`);
    }
  });
}
