import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2';

/** What nobody trusts but the tests: an authority of its own, which signs one certificate for all hosts. */
export class Certificates {
  private constructor(
    /** PEM. */
    readonly authority: string,
    /** The certificate, and its authority after it. */
    readonly chainFile: string,
    readonly keyFile: string,
  ) {}

  static async make(hosts: string[], directory: string): Promise<Certificates> {
    const file = (name: string) => join(directory, name);
    const [authority, authorityKey] = [file('authority.pem'), file('authority.key')];
    const [leaf, keyFile] = [file('leaf.pem'), file('leaf.key')];
    openssl(`-subj /CN=Throw-away -keyout ${authorityKey} -out ${authority}`);
    const names = hosts.map((host) => `DNS:${host}`).join();
    openssl(
      `-subj /CN=${hosts[0]} -addext subjectAltName=${names} -addext basicConstraints=critical,CA:FALSE` +
        ` -CA ${authority} -CAkey ${authorityKey} -keyout ${keyFile} -out ${leaf}`,
    );
    const [own, signer] = await Promise.all([readFile(leaf, 'utf8'), readFile(authority, 'utf8')]);
    const chainFile = file('chain.pem');
    await writeFile(chainFile, own + signer);
    return new Certificates(signer, chainFile, keyFile);
  }

  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  get authorityKeyHash(): string {
    const { publicKey } = new X509Certificate(this.authority);
    return createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64');
  }
}

function openssl(args: string): void {
  execFileSync('openssl', [...`req -x509 ${KEY}`.split(' '), ...args.split(' ')], { stdio: 'pipe' });
}
