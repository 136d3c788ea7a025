import { formatFault, inspectGuide, readGuideFolder } from '../src/content/index.js';
import { parseService, SERVICE_KINDS } from '../src/directory/index.js';

const [, dir = 'guide'] = process.argv.slice(2);
const files = await readGuideFolder(dir);
const { faults, warnings } = inspectGuide(files, { parseService, serviceKinds: SERVICE_KINDS });
for (const w of warnings) console.log(`warning: ${formatFault(w)}`);
for (const f of faults) console.error(formatFault(f));
console.log(`${files.size} files, ${faults.length} faults, ${warnings.length} warnings`);
process.exitCode = faults.length > 0 ? 1 : 0;
