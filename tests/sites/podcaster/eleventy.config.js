import Podcaster from "eleventy-plugin-podcaster";
export default (config) => { config.addPlugin(Podcaster); return { dir: { input: "src" } }; };
