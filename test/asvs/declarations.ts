/** Why a requirement that applies does not hold. */
export const notHeld: Record<string, string> = {
  '3.4.7':
    'no policy says where violations are to be reported; the policies allow nothing that is not ours, so a report would be of an extension of the browser.',
  '13.3.3':
    'keys are in the memory of the process. A vault or an HSM that computes with them needs hardware, or somebody else’s service.',
};

/** Why a requirement has no object here. */
export const notApplicable: Record<string, string> = {
  '8.4.2':
    'there is no administrative interface on the network: operators use the command line on the machine, as its user.',
};

/** What holds but for a part that was decided otherwise, or that is not so from the start, and where that is said. */
export const exceptions: Record<string, string> = {
  '3.5.4':
    'the account pages are on the host of the API, whose client they are; each protected host has its own.',
  '6.2.4':
    'a list of common passwords of 15 characters would be nearly empty, so what is refused is what a guesser builds out of 49,000 shorter ones.',
  '6.2.12': 'only where `BREACHED_PASSWORDS_URL` is set ([why](security.md#words-that-make-no-password)).',
  '6.3.3':
    'it is demanded where the operator says so ([why](security.md#a-second-factor-is-offered-and-can-be-demanded)).',
  '6.5.5': 'the step before and the one after count as well ([why](security.md#numbers)).',
  '11.4.1': 'TOTP is HMAC-SHA-1, since authenticator apps know no other ([which](security.md#cryptography)).',
  '11.5.1': 'backup codes have 80 bits, since people type them ([why](security.md#cryptography)).',
  '13.2.2':
    'only where the tables have another owner than the role of the API (`twofold migrate --grant`), which `docker-compose.yml` does not do ([how](security.md#the-role-in-the-database)).',
  '16.4.2':
    'only where the tables have another owner than the role of the API ([how](security.md#the-role-in-the-database)); the lines of the log are out of its reach in any case.',
};
