import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A disk of its own whose power can be cut: an ext4 filesystem in a file. The cut is EXT4_IOC_SHUTDOWN without a flush
 * of the journal (linux/fs/ext4/ioctl.c), made for this: from that moment nothing more reaches the disk, and what was
 * written and never synced is gone once it is mounted again.
 */
export type Disk = {
  readonly folder: string;
  /** Everybody who has files open there must be dead before `powerOn`. */
  cutPower(): void;
  powerOn(): Promise<void>;
  remove(): Promise<void>;
};

/** Why this machine cannot cut a disk's power; null: it can. */
export function powerCutMissing(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root, to mount a filesystem';
  if (!existsSync('/dev/loop-control')) return 'needs loop devices';
  const missing = ['mkfs.ext4', 'mount', 'umount', 'perl'].filter(
    (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
  );
  return missing.length === 0 ? null : `needs ${missing.join(', ')}`;
}

const SIZE = '1G';

export async function createDisk(): Promise<Disk> {
  const home = mkdtempSync(join(tmpdir(), 'partnerships-power-'));
  // Open to PostgreSQL's own user.
  run('chmod', ['755', home]);
  const [image, folder] = [join(home, 'image'), join(home, 'disk')];
  mkdirSync(folder);
  run('truncate', ['-s', SIZE, image]);
  run('mkfs.ext4', ['-q', image]);
  run('mount', ['-o', 'loop', image, folder]);
  run('chmod', ['755', folder]);
  const leave = () => void spawnSync('umount', ['-l', folder]);
  process.once('exit', leave);
  const disk: Disk = {
    folder,
    cutPower: () => void run('perl', ['-e', SHUTDOWN, folder]),
    async powerOn() {
      await unmount(folder);
      run('mount', ['-o', 'loop', image, folder]);
    },
    async remove() {
      await unmount(folder);
      process.off('exit', leave);
      rmSync(home, { recursive: true, force: true });
    },
  };
  await proveLoss(disk);
  return disk;
}

/** `_IOR('X', 125, __u32)` with EXT4_GOING_FLAGS_NOLOGFLUSH. */
const SHUTDOWN =
  'open(my $folder, "<", $ARGV[0]) or die $!; my $flags = pack("L", 2); ioctl($folder, 0x8004587d, $flags) or die $!;';

/** A cut that loses nothing would prove nothing: what is not synced must be gone, what is synced must be there. */
async function proveLoss(disk: Disk): Promise<void> {
  const at = (name: string) => join(disk.folder, name);
  writeFileSync(at('synced'), 'here');
  run('sync', ['-f', disk.folder]);
  writeFileSync(at('unsynced'), 'gone');
  disk.cutPower();
  await disk.powerOn();
  const left = readdirSync(disk.folder).filter((name) => name.endsWith('synced'));
  if (left.join() !== 'synced') throw new Error(`the cut power left ${left.join(', ') || 'nothing'}`);
  rmSync(at('synced'));
}

const BUSY_MS = 20_000;

/** Killed processes let go of their files a moment later. */
async function unmount(folder: string): Promise<void> {
  const deadline = Date.now() + BUSY_MS;
  for (;;) {
    const { status, stderr } = spawnSync('umount', [folder], { encoding: 'utf8' });
    if (status === 0) return;
    if (Date.now() > deadline) throw new Error(`umount: ${stderr}`);
    await pause(100);
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}
