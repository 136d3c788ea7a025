// Before the tests: makes sure that Redis, PostgreSQL and Chromium are there, from Debian's packages where they are
// missing and may be installed. It starts nothing. Without them the tests that need them fail by name; one line says
// why, and with CI=true that is an error at once.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });
}

function hasPostgres() {
  const root = '/usr/lib/postgresql';
  return (
    existsSync(root) && readdirSync(root).some((version) => existsSync(join(root, version, 'bin/initdb')))
  );
}

const services = [
  { name: 'Redis', package: 'redis-server', there: () => onPath('redis-server') },
  { name: 'PostgreSQL', package: 'postgresql', there: hasPostgres },
  {
    name: 'the Uzbek word list',
    package: 'hunspell-uz',
    there: () => existsSync('/usr/share/hunspell/uz_UZ.dic'),
  },
  { name: 'Chromium', package: 'chromium', there: () => onPath('chromium') || onPath('chromium-browser') },
];
const missing = () => services.filter((service) => !service.there());

// RUNLEVEL=1 keeps the packages from starting services of their own.
const quiet = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

function run(command, args) {
  const env = { ...process.env, ...quiet };
  return spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
}

/** Returns why it could not, or nothing. */
function install(packages) {
  if (!onPath('apt-get')) return 'this system has no apt-get';
  const root = process.getuid?.() === 0;
  if (!root && (!onPath('sudo') || run('sudo', ['-n', 'true']).status !== 0)) {
    return 'this user may not install packages (neither root nor sudo without a password)';
  }
  const apt = (...args) =>
    root
      ? run('apt-get', args)
      : run('sudo', ['-n', ...Object.entries(quiet).map((pair) => pair.join('=')), 'apt-get', ...args]);
  console.log(`installing ${packages.join(', ')} for the tests`);
  apt('update');
  const result = apt('install', '-y', '--no-install-recommends', ...packages);
  return result.status === 0 ? undefined : (result.stderr.trim().split('\n').at(-1) ?? 'apt-get failed');
}

const wanted = missing();
if (wanted.length > 0) {
  const why = install(wanted.map((service) => service.package));
  const still = missing();
  if (still.length > 0) {
    const names = still.map((service) => service.name).join(', ');
    console.log(`Tests with ${names} cannot run: ${why ?? 'the package was installed without its program'}.`);
    if (process.env.CI === 'true') process.exit(1);
  }
}
