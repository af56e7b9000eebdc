import { describe, expect, test } from 'vitest';

import { nearestMember } from '../../../src/completion/members/nearestMember';

describe('the known name that was meant', () => {
  test.each([
    ['two letters swapped', 'getLenght', 'getLength'],
    ['a letter left out', 'lengh', 'length'],
    ['a letter too many', 'lengthh', 'length'],
    ['a letter written wrong', 'pusj', 'push'],
    ['two slips in a longer name', 'gtLenth', 'getLength'],
    ['another style', 'get_length', 'getLength'],
    ['another case', 'innerHtml', 'innerHTML'],
    ['another order of words', 'lengthGet', 'getLength'],
    ['an underscore that is not there', '_push', 'push'],
  ])('%s', (_what, name, meant) => {
    expect(nearestMember(name, ['getLength', 'length', 'push', 'innerHTML', 'other'])).toBe(meant);
  });

  test('the nearer one of two', () => {
    expect(nearestMember('getName', ['getNames', 'getGame', 'get_name'])).toBe('get_name');
    expect(nearestMember('lenghts', ['length', 'lengths'])).toBe('lengths');
  });
});

describe('nobody is meant', () => {
  test.each([
    ['by another word', 'size', ['length', 'push']],
    ['by three slips', 'getLxxxth', ['getLength']],
    ['by two slips in a short name', 'pxsx', ['push']],
    ['by one slip in a name of two letters', 'ix', ['id']],
    ['when two are as near', 'getNam', ['getName', 'getNaml']],
    ['when three are as near', 'getNam', ['getName', 'getNaml', 'getNamx']],
    ['by names without letters', '_', ['$']],
    ['where nobody is known', 'length', []],
  ])('%s', (_what, name, names) => {
    expect(nearestMember(name, names)).toBeUndefined();
  });
});
