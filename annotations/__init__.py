"""Articles, what stands in them and what people say of them; nothing here has heard of a screen."""
