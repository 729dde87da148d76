/**
 * SQL for whether two-factor authentication is on: while the account has a budget for wrong codes, whatever the column of the user
 * says. Who can write into that column alone does not get rid of the second factor by it.
 *
 * @param user alias of `users`.
 */
export function isTwoFactorEnabled(user: string): string {
  return `${user}.is_two_factor_authentication_enabled OR EXISTS (
    SELECT FROM second_factor_budgets WHERE user_id = ${user}.id)`;
}
