export default {
  common: {
    overview: "Vue d’ensemble",
  },
};
