declare module '*?raw' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- the shape of the bundler's raw import
  export default text;
}
