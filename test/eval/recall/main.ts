import { recallOfHistory } from './history';

const [task, folder = '.'] = process.argv.slice(2);

if (task === '--truth') await import('../truth/main');
else if (task === '--memory') await import('../memory/main');
else if (task === '--history') recallOfHistory(folder);
else await import('./holes');
