import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';

export type ProxyName = 'nginx' | 'caddy';

/** A proxy as `deploy/` has it, with other ports, and a certificate that nobody signed. */
export class Proxy {
  private constructor(
    readonly url: string,
    /** Without TLS. */
    readonly plainUrl: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {
    process.stderr?.on('data', (data: Buffer) => (this.log += data.toString()));
  }

  /** What it has said. */
  log = '';

  static async start(name: ProxyName, ports: [string, string]): Promise<Proxy> {
    const folder = await mkdtemp(join(tmpdir(), `twofold-${name}-`));
    const port = await freePort();
    const plainPort = await freePort();
    const child = await starters[name](folder, { port, plainPort }, ports);
    const proxy = new Proxy(`https://localhost:${port}`, `http://localhost:${plainPort}`, child, folder);
    while (child.exitCode === null) {
      if (
        await fetch(`${proxy.url}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        )
      ) {
        return proxy;
      }
      await wait(50);
    }
    throw new Error(`${name} ended:\n${proxy.log}`);
  }

  async stop(): Promise<void> {
    const end = once(this.process, 'close');
    this.process.kill('SIGTERM');
    await end;
    await rm(this.folder, { recursive: true, force: true });
  }
}

interface OwnPorts {
  port: number;
  plainPort: number;
}

type Start = (folder: string, own: OwnPorts, ports: [string, string]) => Promise<ChildProcess>;

const starters: Record<ProxyName, Start> = {
  async nginx(folder, { port, plainPort }, [first, second]) {
    const request =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    execFileSync('openssl', [...request.split(' '), ...files], { stdio: 'ignore' });
    const sample = await readFile('deploy/nginx.conf', 'utf8');
    const site = sample
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${first}`)
      .replaceAll('127.0.0.1:3001', `127.0.0.1:${second}`)
      .replace('listen 443', `listen ${port}`)
      .replace('listen 80;', `listen ${plainPort};`)
      .replace(/ssl_certificate .*/, `ssl_certificate ${folder}/cert.pem;`)
      .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${folder}/key.pem;`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    await writeFile(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary.join(' ')}\n${site}\n}`,
    );
    return spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
  },

  async caddy(folder, { port, plainPort }, [first, second]) {
    const sample = await readFile('deploy/Caddyfile', 'utf8');
    const site = sample
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${first}`)
      .replaceAll('127.0.0.1:3001', `127.0.0.1:${second}`)
      .replace('\nauth.example.com {', `\nhttps://localhost:${port} {\n\ttls internal`)
      .replace('http://auth.example.com {', `http://localhost:${plainPort} {`);
    await writeFile(
      join(folder, 'Caddyfile'),
      `{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n${site}`,
    );
    return spawn('caddy', ['run', '--config', join(folder, 'Caddyfile')], {
      env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder },
    });
  },
};
