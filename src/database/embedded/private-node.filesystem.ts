import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type ModuleOptions = Parameters<NodeFS['init']>[1];
type PreRun = NonNullable<ModuleOptions['preRun']>[number];

/** The parts of Emscripten's NODEFS that are changed here; @types/emscripten does not know them. */
interface EmscriptenNodeFs {
  node_ops: {
    setattr: (node: unknown, attributes: Attributes) => void;
    mknod: (parent: unknown, name: string, mode: number, device: number) => unknown;
  };
  stream_ops: {
    setattr: (stream: unknown, attributes: Attributes) => void;
    fsync?: (stream: { nfd?: number }) => number;
  };
}

interface Attributes {
  mode?: number;
}

const FOR_OTHERS = 0o077;

/**
 * PGlite's file system with two repairs, in the insides of the very version that package.json names. Its files would be mode 666, whatever the umask (Emscripten sets the mode
 * with a chmod of its own); here they are 600. And its fsync does nothing, so a power cut could lose a committed
 * row; here it is a real one.
 */
export class PrivateNodeFs extends NodeFS {
  override async init(pglite: PGlite, options: ModuleOptions): ReturnType<NodeFS['init']> {
    const repair: PreRun = (module) => {
      repairNodeFs(
        (module as unknown as { FS: { filesystems: { NODEFS: EmscriptenNodeFs } } }).FS.filesystems.NODEFS,
      );
    };
    return super.init(pglite, { ...options, preRun: [repair, ...(options.preRun ?? [])] });
  }
}

function repairNodeFs({ node_ops: nodes, stream_ops: streams }: EmscriptenNodeFs): void {
  const { setattr: setNode, mknod } = nodes;
  const { setattr: setStream } = streams;
  nodes.setattr = (node, attributes) => setNode(node, forOwner(attributes));
  nodes.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~FOR_OTHERS, device);
  streams.setattr = (stream, attributes) => setStream(stream, forOwner(attributes));
  streams.fsync = ({ nfd }) => {
    // Directories are opened without a descriptor of the host.
    if (nfd !== undefined) {
      fsyncSync(nfd);
    }
    return 0;
  };
}

function forOwner(attributes: Attributes): Attributes {
  return attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~FOR_OTHERS };
}
