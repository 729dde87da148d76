import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { vi } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { APP } from '../../support/protected-host.js';
import { Certificates } from './certificates.js';

const samples = join(import.meta.dirname, '../../../deploy');

/** Where the sample files have the others. */
const TWOFOLD = /127\.0\.0\.1:300[01]/g;
const APPLICATION = '127.0.0.1:8080';
const PUBLIC_HOST = 'auth.example.com';

export type ProxyKind = 'nginx' | 'caddy';

export interface Seen {
  status: number;
  location: string | undefined;
  cookies: string[];
  /** What the application has been sent, if it was asked at all. */
  application: { url: string; headers: Record<string, string> } | undefined;
}

/** What stands behind it, as `host:port`. */
export interface Upstreams {
  twofold: string;
  application: string;
}

/**
 * A real proxy with the files that `deploy/` has for it: one for `PUBLIC_URL`, and one for each protected host. Only addresses
 * and certificates are others.
 */
export class Proxy {
  private constructor(
    private readonly process: ChildProcess,
    private readonly port: number,
    private readonly directory: string,
    private readonly certificates: Certificates,
  ) {}

  static async start(kind: ProxyKind, upstreams: Upstreams, hosts = [APP]): Promise<Proxy> {
    const directory = await mkdtemp(join(tmpdir(), `twofold-${kind}-`));
    const certificates = await Certificates.make([PUBLIC_HOST, ...hosts], directory);
    const port = await freePort();
    const [ownFile, hostFile] =
      kind === 'nginx' ? ['nginx.conf', 'forward-auth.nginx.conf'] : ['Caddyfile', 'forward-auth.Caddyfile'];
    const [own, ofHost] = [
      await readFile(join(samples, ownFile), 'utf8'),
      await readFile(join(samples, hostFile), 'utf8'),
    ];
    const sites = [own, ...hosts.map((host) => ofHost.replaceAll(APP, host))]
      .join('\n')
      .replaceAll(TWOFOLD, upstreams.twofold)
      .replaceAll(APPLICATION, upstreams.application);
    const child = await starters[kind](sites, port, directory, certificates);
    const proxy = new Proxy(child, port, directory, certificates);
    const isUp = () => proxy.send('/assets/x').then(Boolean, () => false);
    await vi.waitUntil(isUp, { timeout: 20_000 });
    return proxy;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  /** @param path as it is: `fetch` would tidy it up. */
  async send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Seen> {
    const outgoing = request({
      host: '127.0.0.1',
      port: this.port,
      servername: APP,
      ca: this.certificates.authority,
      path,
      method,
      agent: false,
      headers: { host: APP, ...headers },
    }).end();
    const [response] = await once(outgoing, 'response');
    const isOfApplication = response.headers['x-application'] === 'true';
    const application = isOfApplication ? await json(response) : undefined;
    response.resume();
    return {
      status: response.statusCode,
      location: response.headers.location,
      cookies: (response.headers['set-cookie'] ?? []) as string[],
      application: application as Seen['application'],
    };
  }

  /** By which Chromium finds all hosts here, and takes the certificates of this proxy for valid ones. */
  get chromiumArgs(): string[] {
    return [
      `--host-resolver-rules=MAP *:443 127.0.0.1:${this.port}`,
      `--ignore-certificate-errors-spki-list=${this.certificates.authorityKeyHash}`,
    ];
  }
}

type Start = (
  sites: string,
  port: number,
  directory: string,
  certificates: Certificates,
) => Promise<ChildProcess>;

const starters: Record<ProxyKind, Start> = {
  async nginx(sites, port, directory, { chainFile, keyFile }) {
    const servers = sites
      .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
      .replaceAll(/ssl_certificate .*;/g, `ssl_certificate ${chainFile};`)
      .replaceAll(/ssl_certificate_key .*;/g, `ssl_certificate_key ${keyFile};`);
    const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const file = join(directory, 'nginx.conf');
    await writeFile(
      file,
      `daemon off; pid ${directory}/pid; error_log stderr; user root;
       events {}
       http { access_log off; ${kinds.map((kind) => `${kind}_temp_path ${directory}/${kind};`).join(' ')}
       ${servers} }`,
    );
    return spawn('nginx', ['-c', file, '-p', directory, '-e', 'stderr'], { stdio: 'ignore' });
  },

  async caddy(sites, port, directory, { chainFile, keyFile }) {
    const file = join(directory, 'Caddyfile');
    const options = 'admin off\nauto_https disable_redirects\nskip_install_trust\n';
    const site = `https://$1:${port} {\nbind 127.0.0.1\ntls ${chainFile} ${keyFile}`;
    await writeFile(file, `{\n${options}}\n${sites.replaceAll(/^(\S+\.\S+) \{/gm, site)}`);
    return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: { ...process.env, HOME: directory, XDG_CONFIG_HOME: directory, XDG_DATA_HOME: directory },
    });
  },
};
