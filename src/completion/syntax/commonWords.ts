/** Words that any two files of some language share: keywords and the names of built-in types and values. */
export const commonWords: ReadonlySet<string> = new Set(
  `abstract any as assert async await bool boolean break byte case catch char class const constexpr continue def default
  defer delete do double elif else end enum except export extends extern false final finally float fn for foreach from
  func function go if impl implements import in include inline instanceof int interface internal is lambda let long
  match mod module mut namespace new nil none None not null number object of operator or override package pass private
  protected pub public raise range readonly ref require return self Self short signed sizeof static str string String
  struct super switch template this throw throws trait true True False try type typedef typeof typename undefined
  unknown unsafe unsigned use using val value var virtual void volatile where while with yield`.split(/\s+/),
);
