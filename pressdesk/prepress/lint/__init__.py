"""Release lint: what an editor would strike or ask about in a text before it goes out, with the place and the mend."""
